// The thread that lays reports out: a program of its own, so that the bundle has a file to start it from.
import '@fabwright/reports/render-thread';
