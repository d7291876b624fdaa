/** What stands in the editor at the first visit: it is answered at once. */
export const firstText = `<iq type="get" to="montague.example" id="what-1">
  <query xmlns="http://jabber.org/protocol/disco#info"/>
</iq>`;
