/** Mantine gives the overlays (menus, dialogs, popovers); colours and type are those of `theme.css`. */
import {
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core';

const accent: MantineColorsTuple = [
  '#e6eff9',
  '#cddff2',
  '#a9c8ea',
  '#8dbbf2',
  '#5f97d6',
  '#3f7cc0',
  '#1c5a9f',
  '#184f8c',
  '#134275',
  '#0d315a',
];

/** The greys of the dark theme, from text to ground, as in `theme.css`. */
const dark: MantineColorsTuple = [
  '#e9e9e6',
  '#bcbdbb',
  '#999b9f',
  '#55585e',
  '#3a3d42',
  '#2d2f33',
  '#1f2124',
  '#18191b',
  '#141517',
  '#111213',
];

export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  colors: { accent, dark },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** The key is also read by `public/first-theme.js` before the first paint. */
export function colourSchemeManager(): MantineColorSchemeManager {
  return localStorageColorSchemeManager({ key: 'orrery-theme' });
}
