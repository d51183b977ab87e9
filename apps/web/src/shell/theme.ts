import { createTheme, type CSSVariablesResolver } from '@mantine/core'

/** Mantine in the desk's own tokens: sizes on a 4 px grid, two weights, one accent. Colours come from styles/tokens.css. */
export const theme = createTheme({
  fontFamily: "'Golos Text', system-ui, sans-serif",
  headings: { fontFamily: "'Golos Text', system-ui, sans-serif", fontWeight: '600' },
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '1.45', sm: '1.45', md: '1.45', lg: '1.45', xl: '1.3' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  defaultRadius: 'md',
  primaryColor: 'desk',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: {
    desk: ['#eef1fb', '#dbe2f6', '#b9c6ee', '#9db2ff', '#7b92e0', '#5d78d2', '#4562c4', '#2f4fb5', '#274299', '#1d3276'],
  },
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ModalRoot: { defaultProps: { yOffset: '12dvh', transitionProps: { duration: 90 } } },
    ModalOverlay: { defaultProps: { backgroundOpacity: 0.35 } },
    // Menus stay inside their landmark, and nothing without a role takes the focus in them.
    Menu: {
      defaultProps: { transitionProps: { duration: 80 }, position: 'bottom-end', withinPortal: false, withInitialFocusPlaceholder: false },
    },
    Popover: { defaultProps: { transitionProps: { duration: 80 } } },
  },
})

const tokens = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--late)',
}

export const resolver: CSSVariablesResolver = () => ({ variables: {}, light: tokens, dark: tokens })
