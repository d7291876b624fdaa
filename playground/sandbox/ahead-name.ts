/** The name of a worker that the page's head made: it starts the servers of a first visit without being asked. */
export const aheadName = 'sandbox, made ahead';
