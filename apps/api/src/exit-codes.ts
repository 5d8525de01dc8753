/** The port is another program's. Whoever keeps this one running need not start it again: a person has to choose. */
export const PORT_TAKEN = 98
