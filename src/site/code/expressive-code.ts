/** How code blocks look: given to Starlight, which hands it to Expressive Code. */
import type { StarlightExpressiveCodeOptions } from '@astrojs/starlight/expressive-code';
import { codeThemes } from './theme.ts';

export const expressiveCode: StarlightExpressiveCodeOptions = {
  themes: [codeThemes.dark, codeThemes.light],
  useStarlightUiThemeColors: false,
  // A file that is copied keeps its tabs.
  tabWidth: 0,
  // The themes are made for these backgrounds; the contrast is checked by the accessibility tests instead.
  minSyntaxHighlightingColorContrast: 0,
  styleOverrides: {
    borderRadius: '4px',
    borderColor: 'var(--sb-line)',
    codeBackground: 'var(--sb-raised)',
    codeFontFamily: 'var(--__sl-font-mono)',
    codeFontSize: '0.875rem',
    codeLineHeight: '1.6',
    codePaddingBlock: '0.8rem',
    codePaddingInline: '1rem',
    uiFontFamily: 'var(--__sl-font)',
    uiFontSize: '0.8125rem',
    uiPaddingBlock: '0.3rem',
    uiPaddingInline: '1rem',
    focusBorder: 'var(--sb-accent)',
    frames: {
      frameBoxShadowCssValue: 'none',
      editorBackground: 'var(--sb-raised)',
      terminalBackground: 'var(--sb-raised)',
      editorTabBarBackground: 'var(--sb-raised)',
      editorTabBarBorderBottomColor: 'var(--sb-line)',
      editorTabBarBorderColor: 'var(--sb-line)',
      editorActiveTabBackground: 'var(--sb-raised)',
      editorActiveTabForeground: 'var(--sb-faint)',
      editorActiveTabBorderColor: 'transparent',
      editorActiveTabIndicatorTopColor: 'transparent',
      editorActiveTabIndicatorBottomColor: 'transparent',
      terminalTitlebarBackground: 'var(--sb-raised)',
      terminalTitlebarForeground: 'var(--sb-faint)',
      terminalTitlebarBorderBottomColor: 'var(--sb-line)',
      terminalTitlebarDotsOpacity: '0',
      inlineButtonForeground: 'var(--sb-text)',
      inlineButtonBorder: 'var(--sb-line-strong)',
      tooltipSuccessBackground: 'var(--sb-accent)',
      tooltipSuccessForeground: 'var(--sb-on-accent)',
    },
  },
};
