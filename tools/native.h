/* Included by every file of C that mypyc makes of wxlint (tools/native.py).

   Compiled code asks Python by name for the fields of records (msgspec's, which are not compiled), for the names of
   modules and for what other modules hold, each time that it comes by: an eighth of a run. The interpreter keeps such
   answers beside the instruction that asked (PEP 659, "specializing adaptive interpreter"); so does this, beside the
   expression. An answer is taken only while it is certain:

   - a field: its place within the object belongs to the class; that of the first class is kept, and the class held. For
     another class the place is looked up anew. Of a field that is not set, and of a class that answers in a way of its
     own, Python is asked.
   - an item of a dict: while the dict has the version (PEP 509) in which the item was found. Python 3.13 and newer have
     no versions; there Python is asked.

   Other compilers than GCC and Clang, and a Python without its lock, get none of it. */

#ifndef WXLINT_NATIVE_H
#define WXLINT_NATIVE_H

#include <Python.h>
#include <structmember.h>
#include <CPy.h>

#if defined(__GNUC__) && !defined(Py_GIL_DISABLED)

#define WX_ASK static __attribute__((noinline, unused))

/* What is kept at one place of the program, of a name (which is held): of a field the class, which is held too. */
typedef struct {
    PyObject *name;
    PyTypeObject *type;
    Py_ssize_t offset; /* in bytes, from the start of the object */
    uint64_t version;
    PyObject *value; /* the dict's, while it has the version */
} WxKept;

#define WX_HAS(object, asked, kept) (Py_TYPE(object) == (kept)->type && (kept)->name == (asked))
#define WX_FIELD(object, offset) ((PyObject **)((char *)(object) + (offset)))

#if PY_VERSION_HEX < 0x030d0000
#define WX_VERSION(dict) (((PyDictObject *)(dict))->ma_version_tag)
#else
#define WX_VERSION(dict) 0
#endif

#define WX_HOLDS(dict, asked, kept) \
    ((kept)->name == (asked) && PyDict_CheckExact(dict) && (kept)->version != 0 && (kept)->version == WX_VERSION(dict))

/* What is kept is of one name; where it is asked by several, of the last one. */
WX_ASK void wx_keep(PyObject *name, WxKept *kept) {
    if (kept->name != name) {
        Py_INCREF(name);
        Py_XSETREF(kept->name, name);
        kept->type = NULL;
        kept->version = 0;
    }
}

WX_ASK PyObject *wx_item(PyObject *dict, PyObject *key, WxKept *kept) {
    PyObject *value = CPyDict_GetItem(dict, key);
    if (value != NULL && PyDict_CheckExact(dict) && PyUnicode_CheckExact(key)) {
        wx_keep(key, kept);
        kept->version = WX_VERSION(dict);
        kept->value = value;
    }
    return value;
}

/* Where objects of a class have a field, in bytes from their start; 0 where not all have it at one place. */
WX_ASK Py_ssize_t wx_place(PyTypeObject *type, PyObject *name, WxKept *kept) {
    PyObject *found = _PyType_Lookup(type, name);
    if (found == NULL || !Py_IS_TYPE(found, &PyMemberDescr_Type)) return 0;
    PyMemberDef *member = ((PyMemberDescrObject *)found)->d_member;
    if (member->type != T_OBJECT_EX || member->flags != 0) return 0;
    wx_keep(name, kept);
    if (kept->type == NULL) {
        Py_INCREF(type);
        kept->type = type;
        kept->offset = member->offset;
    }
    return member->offset;
}

WX_ASK PyObject *wx_get(PyObject *object, PyObject *name, WxKept *kept) {
    if (PyModule_CheckExact(object)) {
        PyObject *module = PyModule_GetDict(object);
        if (WX_HOLDS(module, name, kept)) {
            Py_INCREF(kept->value);
            return kept->value;
        }
        if (PyDict_Contains(module, name) == 1) return wx_item(module, name, kept);
    } else if (Py_TYPE(object)->tp_getattro == PyObject_GenericGetAttr) {
        Py_ssize_t offset = wx_place(Py_TYPE(object), name, kept);
        PyObject *value = offset ? *WX_FIELD(object, offset) : NULL;
        if (value != NULL) {
            Py_INCREF(value);
            return value;
        }
    }
    return PyObject_GetAttr(object, name);
}

WX_ASK int wx_set(PyObject *object, PyObject *name, PyObject *value, WxKept *kept) {
    if (Py_TYPE(object)->tp_setattro == PyObject_GenericSetAttr) wx_place(Py_TYPE(object), name, kept);
    return PyObject_SetAttr(object, name, value);
}

#undef CPyObject_GetAttr
#define CPyObject_GetAttr(object, name) ({                                                              \
    static WxKept wx_kept;                                                                              \
    PyObject *wx_object = (PyObject *)(object), *wx_asked = (PyObject *)(name), *wx_value = NULL;       \
    if (WX_HAS(wx_object, wx_asked, &wx_kept)) wx_value = *WX_FIELD(wx_object, wx_kept.offset);         \
    if (wx_value != NULL) Py_INCREF(wx_value);                                                          \
    else wx_value = wx_get(wx_object, wx_asked, &wx_kept);                                              \
    wx_value;                                                                                           \
})

#define PyObject_SetAttr(object, name, value) ({                                                        \
    static WxKept wx_kept;                                                                              \
    PyObject *wx_object = (PyObject *)(object), *wx_asked = (PyObject *)(name);                         \
    PyObject *wx_value = (PyObject *)(value);                                                           \
    int wx_failed = 0;                                                                                  \
    if (wx_value != NULL && WX_HAS(wx_object, wx_asked, &wx_kept)) {                                    \
        Py_INCREF(wx_value);                                                                            \
        Py_XSETREF(*WX_FIELD(wx_object, wx_kept.offset), wx_value);                                     \
    } else wx_failed = wx_set(wx_object, wx_asked, wx_value, &wx_kept);                                 \
    wx_failed;                                                                                          \
})

#define CPyDict_GetItem(dict, key) ({                                                                   \
    static WxKept wx_kept;                                                                              \
    PyObject *wx_dict = (PyObject *)(dict), *wx_asked = (PyObject *)(key), *wx_value;                   \
    if (WX_HOLDS(wx_dict, wx_asked, &wx_kept)) {                                                        \
        wx_value = wx_kept.value;                                                                       \
        Py_INCREF(wx_value);                                                                            \
    } else wx_value = wx_item(wx_dict, wx_asked, &wx_kept);                                             \
    wx_value;                                                                                           \
})

#endif
#endif
