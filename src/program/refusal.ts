/** One clear line for people: the program cannot start like this. */
export class StartRefusal extends Error {}

/** One clear line for people: what was typed is no command line of ours. */
export class UsageRefusal extends Error {}
