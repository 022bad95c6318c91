/** Nobody gets an answer: over HTTP the socket is closed, in this process the promise rejects. */
export class DroppedConnection extends Error {
  constructor() {
    super("The sandbox dropped the connection, as it was asked to.");
  }
}
