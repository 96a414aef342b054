' Carries out a job on a workbook: lines of words with tabs between them.
'   open URL
'   set SHEET RANGE, then a line of numbers for each row; ~ empties a cell,
'       a quotation mark begins a text
'   read SHEET RANGE, or read SHEET for all of it
' Answers in JOB.out: the rows read, and after each line "ms" and how long.
Sub Main
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    On Error Goto failed
    job = FreeFile
    Open Environ("MATREEL_JOB") For Input As #job
    answer = FreeFile
    Open Environ("MATREEL_JOB") & ".out" For Output As #answer
    Do While Not EOF(job)
        Line Input #job, text
        words = Split(text, Chr(9))
        started = GetSystemTicks()
        If words(0) = "open" Then
            book = StarDesktop.loadComponentFromURL(words(1), "_blank", 0, hidden())
        Else
            sheet = book.Sheets.getByName(words(1))
            If UBound(words) > 1 Then
                target = sheet.getCellRangeByName(words(2))
            Else
                cursor = sheet.createCursor()
                cursor.gotoEndOfUsedArea(False)
                target = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
            End If
            table = target.getDataArray()
            If words(0) = "set" Then
                For i = 0 To UBound(table)
                    Line Input #job, text
                    numbers = Split(text, Chr(9))
                    row = table(i)
                    For j = 0 To UBound(row)
                        If numbers(j) = "~" Then
                            row(j) = ""
                        ElseIf Left(numbers(j), 1) = Chr(34) Then
                            row(j) = Mid(numbers(j), 2)
                        Else
                            row(j) = Val(numbers(j))
                        End If
                    Next
                    table(i) = row
                Next
                started = GetSystemTicks()
                target.setDataArray(table)
            Else
                For i = 0 To UBound(table)
                    Print #answer, Replace(Join(table(i), Chr(9)), Chr(10), " ")
                Next
            End If
        End If
        Print #answer, "ms" & Chr(9) & (GetSystemTicks() - started)
    Loop
    Close #answer
    book.close(True)
    StarDesktop.terminate()
    Exit Sub
failed:
    Print #answer, "failed" & Chr(9) & Error$ & " at line " & Erl
    Close #answer
    StarDesktop.terminate()
End Sub
