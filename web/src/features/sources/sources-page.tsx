/** Publishers: how far each is to be trusted, by whose dated judgement, and what we have of it. */
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactElement, useMemo, useState } from 'react';
import type { Source } from '../../api/contract.ts';
import { sourcesQuery } from '../../api/queries.ts';
import { Button } from '../../ui/button.tsx';
import { instantWords, partialDateWords } from '../../ui/dates.ts';
import { FilterField } from '../../ui/filter-field.tsx';
import { ReliabilityChip } from '../../ui/grade-chip.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { EmptyState, ErrorState, Waiting } from '../../ui/states.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { count, EVIDENCE_CLASS_WORDS, RELIABILITY_WORDS } from '../../ui/words.ts';
import { JudgeSource } from './judge-source.tsx';
import classes from './sources-page.module.css';

const route = getRouteApi('/sources');

export function SourcesPage(): ReactElement {
  const { text } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, refetch } = useQuery(sourcesQuery());
  const [judged, setJudged] = useState<Source>();
  const sources = useMemo(() => {
    const words = (text ?? '').toLowerCase();
    return (data?.items ?? [])
      .filter((source) => words === '' || source.publisher.toLowerCase().includes(words))
      .sort((a, b) => b.claimCount - a.claimCount);
  }, [data, text]);
  return (
    <>
      <PageHeader
        title="Sources"
        lead="Reliability is a judgement on the publisher, A to F, dated and with its reason. F means that nobody has judged it, not that it is bad."
      />
      <div className={classes.tools}>
        <FilterField
          label="Filter by publisher"
          value={text ?? ''}
          onChange={(next) =>
            void navigate({
              search: (previous) => ({ ...previous, text: next || undefined }),
              replace: true,
              resetScroll: false,
            })
          }
        />
        {data ? <span role="status">{count(sources.length, 'publisher')}</span> : null}
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Waiting lines={[80, 40, 0, 76, 40, 0, 84, 40, 0, 70, 40]} /> : null}
      {data && sources.length === 0 ? (
        <EmptyState title={text ? 'No publisher has these letters' : 'No source is known yet'}>
          <p>
            {text
              ? 'Type fewer letters.'
              : 'Import a report or a data set: its publisher, and those it cites, appear here.'}
          </p>
        </EmptyState>
      ) : null}
      <VirtualList
        items={sources}
        label="Publishers"
        estimate={66}
        keyOf={(source) => source.publisher}
        render={(source) => <SourceRow source={source} onJudge={() => setJudged(source)} />}
      />
      {judged ? <JudgeSource source={judged} onClose={() => setJudged(undefined)} /> : null}
    </>
  );
}

function SourceRow({ source, onJudge }: { source: Source; onJudge: () => void }): ReactElement {
  const { firstPublished: first, lastPublished: last } = source;
  const years =
    first && last
      ? first === last
        ? partialDateWords(first)
        : `${first.slice(0, 4)} to ${last.slice(0, 4)}`
      : 'undated';
  return (
    <div className={classes.row}>
      <div>
        <Link to="/reports" search={{ text: source.publisher, held: 'all' }}>
          {source.publisher}
        </Link>
        <p>
          {source.evidenceClasses.map((name) => EVIDENCE_CLASS_WORDS[name]).join(', ')} · {years}
        </p>
      </div>
      <div className={classes.judgement}>
        <ReliabilityChip letter={source.reliability} />
        <p>
          {RELIABILITY_WORDS[source.reliability]}
          {source.judgedAt ? `, ${instantWords(source.judgedAt)}` : ''}
          {source.reliabilityReason ? <span>{source.reliabilityReason}</span> : null}
        </p>
      </div>
      <p className={classes.figures}>
        {`${count(source.documentsHeld, 'document')} held`}
        <br />
        {`${source.documentsCited.toLocaleString('en-GB')} cited · ${count(source.claimCount, 'claim')}`}
      </p>
      <Button onClick={onJudge} aria-label={`Judge ${source.publisher}`}>
        Judge
      </Button>
    </div>
  );
}
