"""What pages an archive has: front, sections, publishers, calendar, undated shelf, feed, sitemap, assets."""
