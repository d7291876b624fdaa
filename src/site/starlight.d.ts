/** Starlight lets its components be replaced under these names; it publishes no types for them. */
declare module 'virtual:starlight/components/*' {
  const component: (props: Record<string, unknown>) => unknown;
  export default component;
}
