import { start } from './bootstrap/start.mjs';

start('scripts/settings/main.ts');
