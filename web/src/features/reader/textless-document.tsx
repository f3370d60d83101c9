/** A document without text here: one that is only cited, or a data set of rows. Says which, and lists the claims that rest on it. */
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import type { DocumentPage } from '../../api/contract.ts';
import { Button } from '../../ui/button.tsx';
import { FilterField } from '../../ui/filter-field.tsx';
import { SourceLink } from '../../ui/source-link.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { count } from '../../ui/words.ts';
import { ClaimEvidence } from '../evidence/claim-evidence.tsx';
import { useImports } from '../import/imports-context.ts';
import classes from './textless-document.module.css';

export function TextlessDocument({ page }: { page: DocumentPage }): ReactElement {
  const [words, setWords] = useState('');
  const wanted = words.toLowerCase();
  const claims = page.claims.filter(
    (claim) =>
      wanted === '' || claim.sentence.toLowerCase().includes(wanted) || claim.quote?.toLowerCase().includes(wanted),
  );
  return (
    <>
      <State page={page} />
      {page.claims.length > 0 ? (
        <div className={classes.tools}>
          <h2>{`${count(page.claims.length, 'claim')} ${page.document.kind === 'dataset' ? 'from its rows' : 'that rest on it'}`}</h2>
          {page.claims.length > 8 ? (
            <FilterField label="Filter these claims" value={words} onChange={setWords} />
          ) : null}
        </div>
      ) : (
        <p className={classes.words}>
          What rests on it stands on the pages of the things it speaks of, statement by statement.{' '}
          <Link to="/names">Find one by its name</Link>
        </p>
      )}
      {page.claims.length > 0 && claims.length === 0 ? (
        <p className={classes.words}>No claim has these words.</p>
      ) : null}
      <VirtualList
        items={claims}
        label="Claims"
        estimate={280}
        keyOf={(claim) => claim.id}
        render={(claim) => (
          <div className={classes.claim}>
            <p>{claim.sentence}</p>
            <ClaimEvidence claim={claim} />
          </div>
        )}
      />
    </>
  );
}

function State({ page }: { page: DocumentPage }): ReactElement {
  const { openDialog } = useImports();
  const { document } = page;
  if (document.kind === 'dataset') {
    return (
      <p className={classes.state}>
        A data set: rows of statements, most of them relayed from reports that it cites. Each claim below shows its row
        and whose words it carries.
      </p>
    );
  }
  if (document.kind === 'starter') {
    return (
      <p className={classes.state}>
        Starter knowledge: statements in our own words about sources that are cited and not held. Each leads to the
        passage in its source.
      </p>
    );
  }
  return (
    <div className={classes.state}>
      <p>
        <strong>Cited, not held.</strong> Others name this source, or we state what it says in our own words; its text
        is not here, so nothing below is a quotation. Import it to read the words themselves.
      </p>
      <div className={classes.actions}>
        <Button onClick={openDialog}>Import it…</Button>
        {document.url ? <SourceLink address={document.url}>Open it where it was published</SourceLink> : null}
      </div>
    </div>
  );
}
