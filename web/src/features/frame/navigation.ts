/** The pages of the left bar (and, on narrow screens, of the bottom one), in reading order. `key` follows "g". */
import type { IconName } from '../../ui/icons.tsx';

export const NAVIGATION = [
  { to: '/', label: 'Ecosystem', icon: 'ecosystem', key: 'e' },
  { to: '/reports', label: 'Reports', icon: 'reports', key: 'r' },
  { to: '/names', label: 'Names', icon: 'names', key: 'n' },
  { to: '/questions', label: 'Questions', icon: 'questions', key: 'q' },
  { to: '/sources', label: 'Sources', icon: 'sources', key: 's' },
  { to: '/inbox', label: 'Inbox', icon: 'inbox', key: 'i' },
  { to: '/review', label: 'Review', icon: 'review', key: 'v' },
] as const satisfies readonly { to: string; label: string; icon: IconName; key: string }[];

/** What fits beside "More" at the bottom of a narrow screen. */
export const BOTTOM_BAR = ['/', '/reports', '/names', '/inbox'] as const;
