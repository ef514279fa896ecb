import { start } from './bootstrap/start.mjs';

start('scripts/attacks/main.ts');
