import { start } from './bootstrap/start.mjs';

start('scripts/conformance/main.ts');
