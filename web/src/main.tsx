/** Starts the page. */
import '@fontsource-variable/inter/wght.css';
import './ui/mantine-styles.ts';
import './ui/theme.css';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ProblemError } from './api/client.ts';
import { createAppRouter } from './routes.tsx';
import { colourSchemeManager, mantineTheme } from './ui/mantine-theme.ts';

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // What the server refused it will refuse again; only a server that did not answer is asked twice.
      retry: (failures, error) => failures < 1 && !(error instanceof ProblemError && error.status > 0),
    },
  },
});
const router = createAppRouter(queryClient);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element #root');

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={mantineTheme} defaultColorScheme="auto" colorSchemeManager={colourSchemeManager()}>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);

// A hundred small font files chosen by the browser as characters need them; their list must not hold up the first paint.
void import('./ui/chinese-fonts.ts');
