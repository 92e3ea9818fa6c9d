/** Where the services listen. */
export const PORT = 8080;
