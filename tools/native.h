/* Included by every file of C that mypyc makes of wxlint (tools/native.py).

   Compiled code asks Python by name for the fields of records (msgspec's, which are not compiled), for the names of
   modules and for what other modules hold, each time that it comes by: an eighth of a run. The interpreter keeps such
   answers beside the instruction that asked (PEP 659, "specializing adaptive interpreter"); so does this, beside the
   expression. An answer is taken only while it is certain:

   - a field: its place within the object belongs to the class, which is held from then on. Of a field that is not set,
     of a class that answers in a way of its own, and of another class than the first, Python is asked.
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

/* What is kept at one place of the program: of items the key is kept, of fields the class; both are held. */
typedef struct {
    PyTypeObject *type;
    Py_ssize_t offset; /* in bytes, from the start of the object */
    uint64_t version;
    PyObject *key;
    PyObject *value; /* the dict's, while it has the version */
} WxKept;

#define WX_FIELD(object, kept) (*(PyObject **)((char *)(object) + (kept)->offset))

#if PY_VERSION_HEX < 0x030d0000
#define WX_VERSION(dict) (((PyDictObject *)(dict))->ma_version_tag)
#else
#define WX_VERSION(dict) 0
#endif

#define WX_HOLDS(dict, name, kept) \
    ((kept)->key == (name) && PyDict_CheckExact(dict) && (kept)->version != 0 && (kept)->version == WX_VERSION(dict))

WX_ASK PyObject *wx_item(PyObject *dict, PyObject *key, WxKept *kept) {
    PyObject *value = CPyDict_GetItem(dict, key);
    if (value != NULL && PyDict_CheckExact(dict) && PyUnicode_CheckExact(key)) {
        if (kept->key != key) {
            Py_INCREF(key);
            Py_XSETREF(kept->key, key);
        }
        kept->version = WX_VERSION(dict);
        kept->value = value;
    }
    return value;
}

/* Keeps where objects of a class have a field, if nothing is kept yet. */
WX_ASK void wx_keep(PyTypeObject *type, PyObject *name, WxKept *kept) {
    PyObject *found = kept->type == NULL ? _PyType_Lookup(type, name) : NULL;
    if (found != NULL && Py_IS_TYPE(found, &PyMemberDescr_Type)) {
        PyMemberDef *member = ((PyMemberDescrObject *)found)->d_member;
        if (member->type == T_OBJECT_EX && member->flags == 0) {
            Py_INCREF(type);
            kept->type = type;
            kept->offset = member->offset;
        }
    }
}

WX_ASK PyObject *wx_get(PyObject *object, PyObject *name, WxKept *kept) {
    PyObject *module = PyModule_CheckExact(object) ? PyModule_GetDict(object) : NULL;
    if (module != NULL && WX_HOLDS(module, name, kept)) {
        Py_INCREF(kept->value);
        return kept->value;
    }
    if (module != NULL && PyDict_Contains(module, name) == 1) return wx_item(module, name, kept);
    if (Py_TYPE(object)->tp_getattro == PyObject_GenericGetAttr) wx_keep(Py_TYPE(object), name, kept);
    return PyObject_GetAttr(object, name);
}

WX_ASK int wx_set(PyObject *object, PyObject *name, PyObject *value, WxKept *kept) {
    if (value != NULL && Py_TYPE(object)->tp_setattro == PyObject_GenericSetAttr) wx_keep(Py_TYPE(object), name, kept);
    return PyObject_SetAttr(object, name, value);
}

#undef CPyObject_GetAttr
#define CPyObject_GetAttr(object, name) ({                                                              \
    static WxKept wx_kept;                                                                              \
    PyObject *wx_object = (PyObject *)(object);                                                         \
    PyObject *wx_value = Py_TYPE(wx_object) == wx_kept.type ? WX_FIELD(wx_object, &wx_kept) : NULL;     \
    if (wx_value != NULL) Py_INCREF(wx_value);                                                          \
    else wx_value = wx_get(wx_object, (name), &wx_kept);                                                \
    wx_value;                                                                                           \
})

#define PyObject_SetAttr(object, name, value) ({                                                        \
    static WxKept wx_kept;                                                                              \
    PyObject *wx_object = (PyObject *)(object), *wx_value = (PyObject *)(value);                        \
    int wx_failed = 0;                                                                                  \
    if (Py_TYPE(wx_object) == wx_kept.type && wx_value != NULL) {                                       \
        Py_INCREF(wx_value);                                                                            \
        Py_XSETREF(WX_FIELD(wx_object, &wx_kept), wx_value);                                            \
    } else wx_failed = wx_set(wx_object, (name), wx_value, &wx_kept);                                   \
    wx_failed;                                                                                          \
})

#define CPyDict_GetItem(dict, name) ({                                                                  \
    static WxKept wx_kept;                                                                              \
    PyObject *wx_dict = (PyObject *)(dict), *wx_key = (PyObject *)(name), *wx_value;                    \
    if (WX_HOLDS(wx_dict, wx_key, &wx_kept)) {                                                          \
        wx_value = wx_kept.value;                                                                       \
        Py_INCREF(wx_value);                                                                            \
    } else wx_value = wx_item(wx_dict, wx_key, &wx_kept);                                               \
    wx_value;                                                                                           \
})

#endif
#endif
