"""The file of a trace: `network.trace.Trace.load` reads it.

    rows             what stands in its tables
    writer, reader   a recording into rows, rows into a Trace
    store            opening a file, and its arrays when they are asked for
    steady_database  rows that reach the file while the program is busy
"""
