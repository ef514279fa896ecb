import { start } from './bootstrap/start.mjs';

start('scripts/pictures/main.ts');
