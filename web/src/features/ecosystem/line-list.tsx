/** The map as a list: one row per line, for narrow windows, for keyboards and for those who hear the page. */
import { Link } from '@tanstack/react-router';
import { type ReactElement, useMemo } from 'react';
import type { EcosystemMap, MapEdge } from '../../api/contract.ts';
import { validTimeWords } from '../../ui/dates.ts';
import { OriginBadge } from '../../ui/origin-badge.tsx';
import { StatementLink } from '../../ui/statement-link.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { count, EVIDENCE_CLASS_WORDS } from '../../ui/words.ts';
import classes from './line-list.module.css';

export function LineList({ map, find }: { map: EcosystemMap; find: string }): ReactElement {
  const labels = useMemo(() => new Map(map.nodes.map((node) => [node.id, node])), [map.nodes]);
  const lines = useMemo(() => {
    const words = find.trim().toLowerCase();
    const layer = (edge: MapEdge): number => (edge.to === null ? 99 : (labels.get(edge.to)?.layer ?? 98));
    const holds = (edge: MapEdge): boolean =>
      [
        edge.sentence,
        labels.get(edge.from)?.nativeName,
        edge.to === null ? null : labels.get(edge.to)?.nativeName,
      ].some((text) => text?.toLowerCase().includes(words));
    return map.edges
      .filter((edge) => words === '' || holds(edge))
      .sort((a, b) => layer(a) - layer(b) || a.sentence.localeCompare(b.sentence, 'en'));
  }, [map.edges, labels, find]);
  if (lines.length === 0) return <p className={classes.none}>No line has these words. Type fewer letters.</p>;
  return (
    <>
      <p className={classes.none} role="status">{`${count(lines.length, 'line')}`}</p>
      <VirtualList
        items={lines}
        label="Lines of the map"
        estimate={70}
        keyOf={(edge) => `${edge.propositionId} ${edge.from}`}
        render={(edge) => <Line edge={edge} labels={labels} />}
      />
    </>
  );
}

function Line({ edge, labels }: { edge: MapEdge; labels: ReadonlyMap<string, { label: string }> }): ReactElement {
  const times = validTimeWords(edge.valid);
  return (
    <div className={classes.line}>
      <StatementLink propositionId={edge.propositionId} entityId={edge.from} className={classes.sentence}>
        {edge.sentence}
      </StatementLink>
      <div className={classes.meta}>
        {edge.line ? <span>{`${edge.line} line`}</span> : null}
        {edge.hedged ? <span>hedged</span> : null}
        {edge.status === 'machine' ? <span>read by machine, not reviewed</span> : null}
        <OriginBadge support={edge.support} />
        {times ? <span>{times}</span> : null}
        <span>{edge.evidenceClasses.map((name) => EVIDENCE_CLASS_WORDS[name]).join(', ')}</span>
        {[edge.from, edge.to].map((id) =>
          id === null ? (
            <span key="open">not publicly stated</span>
          ) : (
            <Link key={id} to="/entities/$id" params={{ id }}>
              {labels.get(id)?.label ?? id}
            </Link>
          ),
        )}
      </div>
    </div>
  );
}
