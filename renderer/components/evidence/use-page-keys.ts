import type { Zoom } from './page-layout.ts';
import { useViewerShortcut } from './viewer-keys.ts';

interface PageKeys {
  readonly onZoom: (zoom: Zoom) => void;
  readonly onTurn: () => void;
  readonly onPanel: (panel: 'pages' | 'contents') => void;
  /** Absent where nothing can be cited, or no page is drawn. */
  readonly onBox: (() => void) | undefined;
}

/** The keys of the tools above a PDF; those of find and of citing are with find and citing. */
export function usePageKeys({ onZoom, onTurn, onPanel, onBox }: PageKeys): void {
  useViewerShortcut({ keys: 'Alt+W', does: 'Fit the width of the page' }, () => onZoom('width'));
  useViewerShortcut({ keys: 'Alt+P', does: 'Fit the whole page' }, () => onZoom('page'));
  useViewerShortcut({ keys: 'Alt+A', does: 'Actual size' }, () => onZoom(1));
  useViewerShortcut({ keys: 'Alt+T', does: 'Turn the pages clockwise' }, onTurn);
  useViewerShortcut({ keys: 'Alt+G', does: 'Show the pages small, or put them away' }, () =>
    onPanel('pages'),
  );
  useViewerShortcut({ keys: 'Alt+C', does: 'Show bookmarks and attachments, or put them away' }, () =>
    onPanel('contents'),
  );
  useViewerShortcut(
    { keys: 'Alt+B', does: 'Draw a box on the page to cite it' },
    () => onBox?.(),
    onBox !== undefined,
  );
}
