"""Reads rendered HTML the way a browser would: its tags, attributes and visible text."""

from html.parser import HTMLParser


class Reading(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.texts = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_comment(self, data):
        self.elements.append(("!", {}))

    def handle_decl(self, decl):
        self.elements.append(("!", {}))

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return "".join(self.texts)

    @property
    def tags(self):
        return [tag for tag, _ in self.elements]
