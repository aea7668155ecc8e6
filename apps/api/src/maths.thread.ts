// The thread that computes long statistics: a program of its own, so that the bundle has a file to start it from.
import '@fabwright/quality/maths-thread';
