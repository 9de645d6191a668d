"""A nation in the log: as many invented cooperatives as the country has, told in bulk.

The stories are those of the demonstration, in villages all over the country. `plan` says who
there is, `telling` has the commands decided by the same handler as any other, `worker` does so in
processes of their own, `writing` puts what they decided into the log, in order.
"""
