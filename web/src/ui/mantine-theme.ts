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

export const mantineTheme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'accent',
  colors: { accent },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** The key is also read by `public/first-theme.js` before the first paint. */
export function colourSchemeManager(): MantineColorSchemeManager {
  return localStorageColorSchemeManager({ key: 'orrery-theme' });
}
