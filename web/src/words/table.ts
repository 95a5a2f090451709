/** The languages there are. A new one is a file like fr.ts and a row here. */
import type { Language } from "../wire";
import { en, type Words } from "./en";
import { fr } from "./fr";

export type { Words };

export const languages: Record<Language, Words> = { en, fr };

export const isLanguage = (text: string): text is Language => Object.keys(languages).indexOf(text) >= 0;
