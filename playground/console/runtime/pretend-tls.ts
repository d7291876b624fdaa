import type { BytePipe } from '../../sandbox/types.ts';

const starttls = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

/**
 * Takes a connection through STARTTLS (RFC 6120 section 5) as far as a tab can: the server is asked and says `proceed`, and then nothing is
 * encrypted. Sessions of this console know no STARTTLS, so this happens before they see the connection. Resolves to a connection whose
 * server waits for a new stream; a server that offers no STARTTLS gets a fresh one.
 */
export async function throughPretendTls(connect: () => Promise<BytePipe>, domain: string): Promise<BytePipe> {
  const pipe = await connect();
  const encoder = new TextEncoder();
  const open = `<?xml version='1.0'?><stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0' to='${domain}'>`;
  pipe.send(encoder.encode(open));
  const features = await heard(pipe, /<\/stream:features>|<stream:features\/>|<\/stream:stream>/);
  if (!features.includes('<starttls')) {
    pipe.close();
    return connect();
  }
  pipe.send(encoder.encode(starttls));
  await heard(pipe, /<proceed\b[^>]*>(?:<\/proceed>)?|<\/stream:stream>/);
  return pipe;
}

/** What came until this was among it, or until the connection ended. */
function heard(pipe: BytePipe, until: RegExp): Promise<string> {
  const decoder = new TextDecoder();
  return new Promise((resolve) => {
    let text = '';
    pipe.onData = (bytes) => {
      if (bytes !== null) text += decoder.decode(bytes, { stream: true });
      if (bytes === null || until.test(text)) resolve(text);
    };
  });
}
