// Extras for the desk. Each behaviour is one module; the page is complete without them.
import { start } from "./public.js";
import { characterCount } from "./character_count.js";
import { checks } from "./checks.js";
import { draftGuard } from "./draft_guard.js";
import { phrases } from "./phrases.js";
import { preview } from "./preview.js";
import { once } from "./once.js";
import { shortcuts } from "./shortcuts.js";
import { signOut } from "./sign_out.js";

start({
  "character-count": characterCount,
  checks,
  "draft-guard": draftGuard,
  phrases,
  preview,
  once,
  shortcuts,
  "sign-out": signOut,
});
