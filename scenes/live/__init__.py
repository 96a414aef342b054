"""A server on this machine that plays what is computed while it is computed.

It is given functions that record and tell, and knows neither the network nor
how a film is made.

    showing     what is shown now: its films, and what went wrong
    teller      one thread that records and tells, what is watched first
    watch       a file recorded again, in a process, when it is saved
    videos      a film rendered beside the server, to be kept
    guard       who may ask, and for how much
    server      the addresses, over HTTP on loopback

A page (assets/live.html) asks for

    GET  /                       the page itself; live.js, live.css beside it
    GET  /now                    what is shown, as `Showing.told` has it
    GET  /events                 the same at every change, as an event stream
    GET  /shown/V/PATH           a file of the films' pages, as publish names
                                 it, of the version V; held back until it is told
    GET  /shown/V/kept/FILE      a trace, a workbook or a video to keep
    POST /digits?learn=D         what was drawn: 240 x 240 bytes, row by row, 0
                                 the paper, 255 the ink; D, if it is there, is
                                 the digit to learn. Answers {"version": V},
                                 or null if another was drawn since
    POST /shown/V/videos/NAME    have a film rendered; kept/NAME.mp4 when it is

What is posted needs the header X-Matreel-Token with the token that stands in
the address which the terminal shows.
"""
