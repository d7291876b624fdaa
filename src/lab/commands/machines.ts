export async function shellCommand(_machine: string, _options: { readonly root?: boolean }): Promise<number> {
  throw new Error('not yet');
}
export async function downCommand(_options: { readonly all?: boolean }): Promise<number> {
  throw new Error('not yet');
}
