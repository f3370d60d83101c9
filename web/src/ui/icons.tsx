/** The page's few icons, drawn on a grid of 16. Always beside a word or with a label on the control that holds them. */
import type { ReactElement } from 'react';

const PATHS = {
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9ZM10.4 10.4 14 14',
  ecosystem:
    'M6 8h4M6.6 6.8 10 4M6.6 9.2 10 12M4 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM12 1.5a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5ZM12 6.25a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5ZM12 11a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5Z',
  reports: 'M3.5 1.5h6l3 3v10h-9v-13ZM9.5 1.5v3h3M5.5 7.5h5M5.5 9.5h5M5.5 11.5h3',
  names: 'M2 4.5V2.5h6l6 6-5.5 5.5L2 7.5v-3ZM5 5.2v.1',
  questions:
    'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM6 6.2C6 5 6.9 4.3 8 4.3s2 .7 2 1.8c0 1.6-2 1.6-2 3M8 11.4v.2',
  sources: 'M2.5 13.5v-7M6.2 13.5v-7M9.8 13.5v-7M13.5 13.5v-7M1.5 14.5h13M8 1.5 1.5 5h13L8 1.5Z',
  inbox: 'M1.5 9.5 4 2.5h8l2.5 7v4h-13v-4ZM1.5 9.5h4l1 2h3l1-2h4',
  review: 'M2 8.5 5.5 12 14 3.5',
  import: 'M8 1.5v8M4.8 6.6 8 9.8l3.2-3.2M2 10.5v4h12v-4',
  light:
    'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM8 .8v1.6M8 13.6v1.6M.8 8h1.6M13.6 8h1.6M2.9 2.9 4 4M12 12l1.1 1.1M2.9 13.1 4 12M12 4l1.1-1.1',
  dark: 'M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3Z',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  more: 'M3 8h.1M8 8h.1M13 8h.1',
  copy: 'M5.5 5.5h8v8h-8v-8ZM3.5 10.5h-1v-8h8v1',
  external: 'M9.5 2.5h4v4M13.5 2.5 7.5 8.5M11.5 9.5v4h-9v-9h4',
  down: 'M3.5 6 8 10.5 12.5 6',
  right: 'M6 3.5 10.5 8 6 12.5',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  clock: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 4.2V8l2.6 1.8',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  fit: 'M2 6V2h4M14 6V2h-4M2 10v4h4M14 10v4h-4',
  warning: 'M8 2 1.5 13.5h13L8 2ZM8 6.5v3.4M8 11.6v.1',
  list: 'M5.5 4h9M5.5 8h9M5.5 12h9M2 4h.1M2 8h.1M2 12h.1',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false" style={{ flex: 'none' }}>
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
