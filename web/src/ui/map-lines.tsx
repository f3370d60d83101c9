/**
 * The lines of the map. Form carries the meaning: leading lines solid and strong, guiding lines dash and dot, other relations thin,
 * contested ones dashed, what only a machine has read dotted, and an open end where the public record does not say.
 */
import { memo, type ReactElement } from 'react';
import type { MapEdge } from '../api/contract.ts';
import type { MapLayout } from './map-layout.ts';
import classes from './map-lines.module.css';
import type { RoutedEdge } from './map-routes.ts';

interface MapLinesProps {
  readonly layout: MapLayout;
  readonly litEdges: ReadonlySet<RoutedEdge> | undefined;
  readonly openStatement: string | undefined;
  readonly onHover: (edge: RoutedEdge | undefined) => void;
  readonly onOpen: (edge: MapEdge) => void;
}

export type LineForm = 'leading' | 'guiding' | 'other' | 'contested' | 'machine';

export function lineForm(edge: MapEdge): LineForm {
  if (edge.support.contested) return 'contested';
  if (edge.status === 'machine') return 'machine';
  return edge.line ?? 'other';
}

export const MapLines = memo(function MapLines({
  layout,
  litEdges,
  openStatement,
  onHover,
  onOpen,
}: MapLinesProps): ReactElement {
  return (
    <svg className={classes.lines} width={layout.width} height={layout.height} aria-hidden="true">
      {layout.edges.map((routed) => {
        const state = litEdges === undefined ? 'plain' : litEdges.has(routed) ? 'lit' : 'back';
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: the drawing is hidden from readers, who have the list of lines.
          <g
            key={`${routed.edge.propositionId} ${routed.edge.from} ${routed.edge.to}`}
            className={classes.line}
            data-form={lineForm(routed.edge)}
            data-state={routed.edge.propositionId === openStatement ? 'open' : state}
            onPointerEnter={() => onHover(routed)}
            onPointerLeave={() => onHover(undefined)}
            onClick={() => onOpen(routed.edge)}
          >
            <path className={classes.hit} d={routed.path} />
            <path className={classes.stroke} d={routed.path} />
            {routed.end ? <circle cx={routed.end.x} cy={routed.end.y} r={4} /> : null}
            <title>{routed.edge.sentence}</title>
          </g>
        );
      })}
    </svg>
  );
});

const LEGEND: readonly { form: LineForm | 'open-end'; words: string }[] = [
  { form: 'leading', words: 'leading line' },
  { form: 'guiding', words: 'guiding line' },
  { form: 'other', words: 'other relation' },
  { form: 'contested', words: 'contested' },
  { form: 'machine', words: 'not reviewed' },
  { form: 'open-end', words: 'not publicly stated' },
];

export function MapLegend(): ReactElement {
  return (
    <ul className={classes.legend} aria-label="Lines of the map">
      {LEGEND.map(({ form, words }) => (
        <li key={form}>
          <svg width="34" height="10" aria-hidden="true">
            <g className={classes.line} data-form={form === 'open-end' ? 'other' : form} data-state="plain">
              <path className={classes.stroke} d={form === 'open-end' ? 'M12 5H34' : 'M1 5H33'} />
              {form === 'open-end' ? <circle cx="8" cy="5" r="4" /> : null}
            </g>
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
