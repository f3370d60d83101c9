/** The lines of the body that is highlighted on the map, as text: each opens its evidence, by pointer or key. */
import type { ReactElement } from 'react';
import type { EcosystemMap, MapNode } from '../../api/contract.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { validTimeWords } from '../../ui/dates.ts';
import { OriginBadge } from '../../ui/origin-badge.tsx';
import { StatementLink } from '../../ui/statement-link.tsx';
import { count, TYPE_WORDS } from '../../ui/words.ts';
import classes from './chosen-body.module.css';

interface ChosenBodyProps {
  readonly node: MapNode;
  readonly map: EcosystemMap;
  readonly onClose: () => void;
  readonly onOpen: () => void;
}

export function ChosenBody({ node, map, onClose, onOpen }: ChosenBodyProps): ReactElement {
  const lines = map.edges.filter((edge) => edge.from === node.id || edge.to === node.id);
  return (
    <section className={classes.panel} aria-label={node.label}>
      <header>
        <div>
          <h2>{node.label}</h2>
          {node.nativeName && node.nativeName !== node.label ? <p lang="zh">{node.nativeName}</p> : null}
          <p>{`${TYPE_WORDS[node.type]} · ${count(lines.length, 'line')} on this map`}</p>
        </div>
        <IconButton icon="close" label="Stop highlighting" onClick={onClose} />
      </header>
      <ul>
        {lines.map((edge) => (
          <li key={`${edge.propositionId} ${edge.from}`}>
            <StatementLink propositionId={edge.propositionId} entityId={edge.from} className={classes.sentence}>
              {edge.sentence}
            </StatementLink>
            <OriginBadge support={edge.support} />
            <span>{validTimeWords(edge.valid) ?? ''}</span>
          </li>
        ))}
      </ul>
      <Button className={classes.open} onClick={onOpen}>
        Open its page
      </Button>
    </section>
  );
}
