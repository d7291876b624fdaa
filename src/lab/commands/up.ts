export async function upCommand(
  _content: string,
  _page: string,
  _options: { readonly foreground?: boolean },
): Promise<number> {
  throw new Error('not yet');
}
