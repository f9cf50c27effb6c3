"""Work that one worker does, and how two workers keep out of each other's way."""
