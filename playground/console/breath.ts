/** Lets the page do what is due: paint, answer the reader. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
