// The packages of conformance/package.json, from the folder that conformance/browser_packages.py has put them into.
import { createRequire } from "node:module";

export const required = createRequire(`${process.env.DIARIE_NODE_PACKAGES}/package.json`);
