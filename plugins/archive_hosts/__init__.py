"""What hosts are told about a site: headers, redirects, what crawlers may read."""
