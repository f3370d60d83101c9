/** Noto Sans SC, split by Unicode range and served by ourselves. */
import '@fontsource-variable/noto-sans-sc/wght.css';
