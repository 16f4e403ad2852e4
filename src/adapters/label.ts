export { cutLabel } from './split.ts';
