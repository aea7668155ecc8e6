// The process of a language model: a program of its own, so that the bundle has a file to start it from and only it
// loads the native runtime.
import '@fabwright/language/model-process';
