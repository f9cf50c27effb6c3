// Extras for the desk. Each behaviour is one module; the page is complete without them.
import { start } from "./public.js";
import { batchProgress } from "./batch_progress.js";
import { characterCount } from "./character_count.js";
import { checks } from "./checks.js";
import { draftGuard } from "./draft_guard.js";
import { copyText } from "./copy_text.js";
import { dropFile } from "./drop_file.js";
import { phrases } from "./phrases.js";
import { preview } from "./preview.js";
import { once } from "./once.js";
import { shortcuts } from "./shortcuts.js";
import { signOut } from "./sign_out.js";
import { toolbar } from "./toolbar.js";
import { upload } from "./upload.js";
import { wordPaste } from "./word_paste.js";

start({
  "batch-progress": batchProgress,
  "character-count": characterCount,
  checks,
  "copy-text": copyText,
  "draft-guard": draftGuard,
  "drop-file": dropFile,
  phrases,
  preview,
  once,
  shortcuts,
  toolbar,
  upload,
  "word-paste": wordPaste,
  "sign-out": signOut,
});
