import { start } from './bootstrap/start.mjs';

start('scripts/package/main.ts');
