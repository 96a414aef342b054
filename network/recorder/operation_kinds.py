"""Which NumPy functions are no operations, and which numbers are operands."""

# Of these no number comes: they tell of an array, not of its content.
UNRECORDED = frozenset(
    {
        "shape",
        "ndim",
        "size",
        "result_type",
        "can_cast",
        "min_scalar_type",
        "array_repr",
        "array_str",
        "array2string",
        "may_share_memory",
        "shares_memory",
        "iscomplexobj",
        "isrealobj",
        "common_type",
        "save",
        "savez",
        "savez_compressed",
        "savetxt",
    }
)
# Of these a positional whole number is a value, not an axis or a length.
NUMBERS_ARE_OPERANDS = frozenset(
    {
        "where",
        "clip",
        "dot",
        "full_like",
        "isclose",
        "allclose",
        "interp",
        "inner",
        "outer",
        "vdot",
        "kron",
        "tensordot",
        "append",
        "insert",
        "putmask",
        "copyto",
        "fill",
        "place",
        "select",
        "searchsorted",
        "array_equal",
        "array_equiv",
        "put",
        "fill_diagonal",
    }
)
