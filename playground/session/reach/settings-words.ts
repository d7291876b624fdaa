/** Which settings of the three servers decide what a connection over WebSocket finds. Sentences about the reader's server name all of them. */

export const mechanismSettings =
  'Which mechanisms are on is decided in Prosody by authentication, and by consider_websocket_secure when a proxy takes the TLS off before the server; in ejabberd by disable_sasl_mechanisms; in Openfire by the property sasl.mechs.';

export const originSettings =
  'In ejabberd, websocket_origin lists the pages that may connect; Openfire and Prosody let every page connect.';

export const webSocketSettings =
  'Prosody has its WebSocket with the module websocket, ejabberd with ejabberd_http_ws in a listener, Openfire at the ports httpbind.port.plain and httpbind.port.secure';
