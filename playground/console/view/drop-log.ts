import type { Runtime } from '../runtime/runtime.ts';

/** A file that is dropped on this element is read as a log. While one is dragged over it, `data-drop` is there for the style sheet. */
export function readsDroppedFiles(runtime: Runtime): (node: HTMLElement) => () => void {
  return (node) => {
    const hasFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const over = (event: DragEvent): void => {
      if (!hasFile(event)) return;
      // Without this the browser leaves the page and shows the file.
      event.preventDefault();
      node.dataset.drop = '';
    };
    const leave = (event: DragEvent): void => {
      if (!(event.relatedTarget instanceof Node && node.contains(event.relatedTarget))) delete node.dataset.drop;
    };
    const drop = (event: DragEvent): void => {
      delete node.dataset.drop;
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      void runtime.logDesk.open(file);
    };
    // In the capturing phase: the editor takes what is dropped on it for itself.
    const capture = { capture: true };
    node.addEventListener('dragover', over, capture);
    node.addEventListener('dragleave', leave, capture);
    node.addEventListener('drop', drop, capture);
    return () => {
      node.removeEventListener('dragover', over, capture);
      node.removeEventListener('dragleave', leave, capture);
      node.removeEventListener('drop', drop, capture);
    };
  };
}
