"""What people are told: codes and facts addressed to one person, read on the site and sent by mail."""
