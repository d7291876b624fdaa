/** Vite: the address of a module that is bundled as a worker. */
declare module '*?worker&url' {
  const url: string;
  export default url;
}

/** Vite: the address of a file that is served as it is. */
declare module '*?url' {
  const url: string;
  export default url;
}
