"""What the pages of a site say about one another: lines of its template, titles of its pages."""
