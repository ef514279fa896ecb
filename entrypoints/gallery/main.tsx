import { render } from 'preact';
import { setPageLanguage } from '../../lib/i18n/set-page-language.ts';
import { Gallery } from './gallery.tsx';
import './gallery.css';

const root = document.querySelector('#app');
setPageLanguage(document);
if (root !== null) render(<Gallery now={Date.now()} />, root);
