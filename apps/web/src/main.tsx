import './styles/mantine.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { applyContrast } from './shell/contrast.ts'
import { ErrorBoundary } from './controls/error-boundary.tsx'
import { NoticeShelf } from './live/notice-shelf.tsx'
import { queries } from './live/queries.ts'
import { keepDeskFiles } from './shell/kept-files.ts'
import { router } from './shell/router.tsx'
import { resolver, theme } from './shell/theme.ts'
import { catalogue, preferredLocale, WordsProvider } from './words/words.tsx'

applyContrast()
const place = document.getElementById('root')
if (place === null) throw new Error('index.html has no #root')

const words = await catalogue(preferredLocale())
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <WordsProvider initial={words}>
        <ErrorBoundary>
          <QueryClientProvider client={queries}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </ErrorBoundary>
        <NoticeShelf />
      </WordsProvider>
    </MantineProvider>
  </StrictMode>,
)

if (import.meta.env.PROD && 'serviceWorker' in navigator) void keepDeskFiles()
